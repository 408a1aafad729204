"""Settings that a real installation could start with."""

SOUND = {
    "SAMPAI_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwx",
    "SAMPAI_PERSON_KEYS": "bm90LWEtc2VjcmV0LW9ubHktZm9yLXRlc3RzLTEyMyE=",
    "SAMPAI_DATABASE": "sqlite:////srv/sampai/sampai.sqlite3",
    "SAMPAI_HOSTS": "kpu.example",
    "SAMPAI_ORIGINS": "https://kpu.example",
    "SAMPAI_FILES": "/srv/sampai/files",
}
