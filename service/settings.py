"""What an operator may set, through the environment: SVODKA_PORT=8080.

Decides names, defaults and bounds; nothing else in the service reads the environment.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the service listens and how much it takes on."""

    model_config = SettingsConfigDict(env_prefix="SVODKA_", frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535)
    max_upload: int = Field(20 * 1024 * 1024, ge=1024, le=20 * 1024 * 1024, description="bytes of one file")
    threads: int = Field(8, ge=2, le=64, description="connections served at once; one document is read at a time")
    data: Path = Field(Path("svodka-data"), description="the one folder where everything is kept")
    database_url: str | None = Field(None, description="postgresql://… instead of SQLite in the data folder")
    patience: float = Field(30, gt=0, le=600, description="seconds that a request waits for its turn")
