"""What an operator may set: in the environment (SVODKA_PORT=8080) or in the TOML file that SVODKA_CONFIG names.

Decides names, defaults and bounds; the environment goes before the file, and nothing else in the service
reads either.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """Where the service listens, what it keeps and how much it takes on."""

    model_config = SettingsConfigDict(env_prefix="SVODKA_", frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    data: Path = Field(Path("svodka-data"), description="the one folder where everything is kept")
    database_url: str | None = Field(None, description="postgresql://… instead of SQLite in the data folder")
    max_upload: int = Field(20 * MEGABYTE, ge=1024, le=20 * MEGABYTE, description="bytes of one file")
    max_batch: int = Field(200 * MEGABYTE, ge=1024, le=2048 * MEGABYTE, description="bytes of one request with files")
    max_files: int = Field(1000, ge=1, le=10_000, description="files of one request")
    threads: int = Field(8, ge=2, le=64, description="connections served at once; one document is read at a time")
    patience: float = Field(30, gt=0, le=600, description="seconds that a request waits for its turn")
    workers: int = Field(2, ge=0, le=64, description="processes that read documents in the background")
    lease: float = Field(30, ge=1, le=3600, description="seconds after which a silent worker's job is taken up again")
    job_limit: float = Field(300, ge=1, le=86_400, description="seconds that one document may take")
    grace: float = Field(20, gt=0, le=600, description="seconds to finish what is begun before a stop")
    retention_days: int = Field(0, ge=0, le=36_500, description="days that documents are kept; 0 is for ever")
    rate: str = Field("1200 per minute", description="requests of one account, key or address; see Flask-Limiter")
    https: bool = Field(False, description="reached by https alone: the session's cookie is never sent without")
    log_format: Literal["json", "plain"] = Field("json", description="one JSON object a line, or for reading")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="the least that is logged")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given in code, then in the environment, then in the file."""
        file = os.environ.get("SVODKA_CONFIG")
        if not file:
            return init_settings, env_settings
        if not Path(file).is_file():
            raise FileNotFoundError(f"SVODKA_CONFIG names {file!r}, which is no file")
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(file))
