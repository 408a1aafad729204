"""What the browser needs of other projects: chosen, copied and credited."""
