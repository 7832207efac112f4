"""`svodka user …` and `svodka key …`: who may use the service.

Decides what an administrator can do at the terminal. The store is the one that the settings name, so the
service may be running meanwhile; a change holds from the next request on. Leaves hashing to `service.access`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.store import Store

users = typer.Typer(help="Accounts of people.", no_args_is_help=True, rich_markup_mode=None)
keys = typer.Typer(help="Keys of programs.", no_args_is_help=True, rich_markup_mode=None)

ACTOR = "administrator"  # as the audit log names who works at the terminal
RESERVED = {"local", "svodka", "retention", ACTOR}


class RoleName(StrEnum):
    """Readers search and take away; editors add, correct and delete, too; administrators see the log, too."""

    reader = "reader"
    editor = "editor"
    admin = "admin"


class Scope(StrEnum):
    """What a key allows."""

    extract = "extract"
    read = "read"
    write = "write"


Name = Annotated[str, typer.Argument(help="The account's name.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
]


@users.command("add")
def add_user(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What the person may do.")] = RoleName.editor,
    password_stdin: FromInput = False,
) -> None:
    """Make an account; the password is asked for twice."""
    from service.access import hashed

    if not is_name(name):
        fail("a name has 1 to 64 visible characters, no colon, and is none of " + ", ".join(sorted(RESERVED)))
    with opened() as store:
        if store.accounts.user(name) is not None:
            fail(f"there is an account {name!r} already")
        if not store.accounts.add_user(name, hashed(password(password_stdin)), role.value, actor=ACTOR):
            fail(f"there is an account {name!r} already")
    typer.echo(f"{name}: {role.value}")


@users.command("list")
def list_users() -> None:
    """Show all accounts: name, role, whether it can sign in, since when."""
    with opened() as store:
        for user in store.accounts.users():
            state = "active" if user.is_active else "disabled"
            typer.echo(f"{user.name}\t{user.role}\t{state}\t{user.created:%Y-%m-%d}")


@users.command("role")
def set_role(name: Name, role: RoleName) -> None:
    """Give an account another role."""
    with opened() as store:
        if not store.accounts.change_user(name, actor=ACTOR, role=role.value):
            fail(f"there is no account {name!r}")


@users.command("password")
def set_password(name: Name, password_stdin: FromInput = False) -> None:
    """Set another password; sessions that are open end."""
    from service.access import hashed

    with opened() as store:
        if store.accounts.user(name) is None:
            fail(f"there is no account {name!r}")
        store.accounts.change_user(name, actor=ACTOR, password_hash=hashed(password(password_stdin)))


@users.command("disable")
def disable(name: Name) -> None:
    """End an account's sessions and let it sign in no more; what it did stays in the log."""
    set_active(name, False)


@users.command("enable")
def enable(name: Name) -> None:
    """Let a disabled account sign in again."""
    set_active(name, True)


@keys.command("add")
def add_key(
    label: Annotated[str, typer.Argument(help="What the key is for, as lists show it.")],
    scope: Annotated[
        list[Scope],
        typer.Option(help="extract: POST /extract alone; read: look and export; write: add, correct, delete."),
    ],
) -> None:
    """Make a key and show it, for the only time."""
    from service.access import issue

    if not label.strip() or not label.isprintable() or len(label) > LONGEST:
        fail(f"a label has 1 to {LONGEST} visible characters")
    made = issue()
    with opened() as store:
        store.accounts.add_key(made.prefix, made.key_hash, label, sorted({one.value for one in scope}), actor=ACTOR)
    typer.echo(made.secret)
    typer.echo("Keep it: it is shown only now. Programs send it as «Authorization: Bearer …».", err=True)


@keys.command("list")
def list_keys() -> None:
    """Show all keys: prefix, label, scopes, since when, last use, whether revoked."""
    with opened() as store:
        for key in store.accounts.keys():  # noqa: SIM118  # no dictionary
            used = f"{key.used:%Y-%m-%d}" if key.used else "never used"
            state = "revoked" if key.revoked else "valid"
            typer.echo(f"{key.prefix}\t{key.label}\t{','.join(key.scopes)}\t{key.created:%Y-%m-%d}\t{used}\t{state}")


@keys.command("revoke")
def revoke(prefix: Annotated[str, typer.Argument(help="The eight characters behind «svodka_».")]) -> None:
    """End a key for good."""
    with opened() as store:
        if not store.accounts.revoke_key(prefix.removeprefix("svodka_")[:8], actor=ACTOR):
            fail("there is no valid key with this prefix")


@contextmanager
def opened() -> Iterator[Store]:
    """The store of the service that the settings describe."""
    from service.settings import Settings
    from service.store import Store

    store = Store.open(Settings(), pooled=False)
    try:
        yield store
    finally:
        store.close()


def password(is_sent: bool) -> str:
    """From the terminal, twice and unseen, or the first line of standard input."""
    from service.access import SHORTEST

    typed: str = sys.stdin.readline().rstrip("\r\n") if is_sent else typer.prompt(
        "Password", hide_input=True, confirmation_prompt=True
    )  # fmt: skip
    if not SHORTEST <= len(typed) <= LONGEST:
        fail(f"a password has {SHORTEST} to {LONGEST} characters")
    return typed


def is_name(name: str) -> bool:
    """Whether an account may be called so: the log must not take it for somebody else."""
    return 0 < len(name) <= MAX_NAME and name.isprintable() and name.strip() == name and not (
        ":" in name or name in RESERVED
    )  # fmt: skip


def set_active(name: str, is_active: bool) -> None:
    with opened() as store:
        if not store.accounts.change_user(name, actor=ACTOR, is_active=is_active):
            fail(f"there is no account {name!r}")


def fail(why: str) -> None:
    """Say why on standard error and end with status 2."""
    typer.echo(why, err=True)
    raise typer.Exit(2)


LONGEST = 200
MAX_NAME = 64
