"""Where things lie, and the environment that says so."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Everything the running site writes: database, media, index.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
