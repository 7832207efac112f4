"""Accounts, programs' keys and the service's own secrets, as rows.

Decides what is kept of each and that names are one person's each. Leaves passwords, hashes and who may do
what to those who check them.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from service.store.audit import note
from service.store.database import Database
from service.store.tables import ApiKey, Secret, User
from service.store.views import KeyView, Role, UserView


class Accounts:
    """Users and keys of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_user(self, name: str, password_hash: str, role: Role, *, actor: str) -> bool:
        """Make an account; False where the name is taken."""
        user = User(name=name, password_hash=password_hash, role=role, created=datetime.now(UTC), is_active=True)
        try:
            with self._database.writing() as session:
                session.add(user)
                note(session, actor, "user.added", detail={"name": name, "role": role})
        except IntegrityError:
            return False
        return True

    def change_user(
        self,
        name: str,
        *,
        actor: str,
        password_hash: str | None = None,
        role: Role | None = None,
        is_active: bool | None = None,
    ) -> bool:
        """Change what is given; False where there is no such account."""
        given = {"password_hash": password_hash, "role": role, "is_active": is_active}
        changes = {key: value for key, value in given.items() if value is not None}
        with self._database.writing() as session:
            user = session.scalar(select(User).where(User.name == name))
            if user is None:
                return False
            for key, value in changes.items():
                setattr(user, key, value)
            told = {key: value for key, value in changes.items() if key != "password_hash"}
            note(session, actor, "user.changed", detail={"name": name, "changed": sorted(changes), **told})
            return True

    def user(self, name: str) -> UserView | None:
        """The account of this name, active or not."""
        with self._database.reading() as session:
            found = session.scalar(select(User).where(User.name == name))
            return None if found is None else UserView.model_validate(found)

    def user_by_number(self, number: int) -> UserView | None:
        """The account that a session names."""
        with self._database.reading() as session:
            found = session.get(User, number)
            return None if found is None else UserView.model_validate(found)

    def users(self) -> list[UserView]:
        """All accounts by name."""
        with self._database.reading() as session:
            return [UserView.model_validate(user) for user in session.scalars(select(User).order_by(User.name))]

    def add_key(self, prefix: str, key_hash: str, label: str, scopes: list[str], *, actor: str) -> KeyView:
        """Keep a key's hash."""
        with self._database.writing() as session:
            key = ApiKey(prefix=prefix, key_hash=key_hash, label=label, scopes=list(scopes), created=datetime.now(UTC))
            session.add(key)
            note(session, actor, "key.added", detail={"prefix": prefix, "label": label, "scopes": list(scopes)})
            session.flush()
            return KeyView.model_validate(key)

    def key(self, prefix: str) -> KeyView | None:
        """The key with this prefix, revoked or not."""
        with self._database.reading() as session:
            found = session.scalar(select(ApiKey).where(ApiKey.prefix == prefix))
            return None if found is None else KeyView.model_validate(found)

    def keys(self) -> list[KeyView]:
        """All keys, oldest first."""
        with self._database.reading() as session:
            return [KeyView.model_validate(key) for key in session.scalars(select(ApiKey).order_by(ApiKey.number))]

    def touch_key(self, prefix: str) -> None:
        """Note that a key was used now."""
        with self._database.writing() as session:
            session.execute(update(ApiKey).where(ApiKey.prefix == prefix).values(used=datetime.now(UTC)))

    def revoke_key(self, prefix: str, *, actor: str) -> bool:
        """End a key for good; False where there is none that is valid."""
        ending = (
            update(ApiKey)
            .where(ApiKey.prefix == prefix, ApiKey.revoked.is_(None))
            .values(revoked=datetime.now(UTC))
            .returning(ApiKey.number)
        )
        with self._database.writing() as session:
            if session.scalar(ending) is None:
                return False
            note(session, actor, "key.revoked", detail={"prefix": prefix})
            return True

    def secret(self, name: str) -> str:
        """A random string that stays the same for all processes, made when it is first asked for."""
        with self._database.writing() as session:
            found = session.get(Secret, name)
            if found is None:
                found = Secret(name=name, value=secrets.token_urlsafe(48))
                session.add(found)
            return found.value
