"""What tests of the service share: a data folder of their own, and a store in either database."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from service import Settings
from service.store import Store
from tests import postgres


@pytest.fixture(autouse=True, scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No test writes to the folder that a person's own service uses."""
    folder = tmp_path_factory.mktemp("svodka-data")
    os.environ["SVODKA_DATA"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A running PostgreSQL; without one the tests that need it are skipped, but never in `.ci/run`."""
    try:
        with postgres.server() as address:
            yield address
    except LookupError as error:
        if "SVODKA_TEST_ALL" in os.environ:
            raise
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an empty store, once for each database."""
    if request.param == "sqlite":
        yield Settings(data=tmp_path)
        return
    with postgres.database(request.getfixturevalue("postgres_server")) as url:
        yield Settings(data=tmp_path, database_url=url)


@pytest.fixture
def store(store_settings: Settings) -> Iterator[Store]:
    """An empty store, once for each database."""
    opened = Store.open(store_settings)
    yield opened
    opened.close()


@pytest.fixture
def quiet_heap() -> Iterator[None]:
    """What is alive already is left out of collections: a time depends on the test, not on its neighbours."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
