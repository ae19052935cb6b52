"""What went wrong between us and a database, in words for the person who runs the command."""

from __future__ import annotations

import shutil

from graph.address import Settings
from graph.errors import QueryError, StoreError

# What went wrong, by the server's code; the texts of the messages differ between the engines.
REMEDIES = (
    ("Neo.ClientError.Security.Unauthorized", "refuses the account: check NEO4J_USERNAME and NEO4J_PASSWORD"),
    ("Neo.ClientError.Security.AuthenticationRateLimit", "saw too many wrong passwords: wait a minute, try again"),
    ("Neo.ClientError.Security.Forbidden", "forbids this to the account: let NEO4J_USERNAME name one that may write"),
    ("Neo.ClientError.Database.DatabaseNotFound", "has no database of this name: check NEO4J_DATABASE"),
    (
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "took too long: give the server more time or load less at once",
    ),
    ("Neo.ClientError.Schema.ConstraintCreationFailed", "holds two nodes of one id: empty it and sync again"),
)
ASKING = (
    ("Neo.ClientError.Transaction.TransactionTimedOut", "the query took too long: ask for less"),
    ("Neo.ClientError.Transaction.Terminated", "the query was stopped by an operator"),
    ("Neo.ClientError.Statement.AccessMode", "only reading is allowed here: load documents to change the graph"),
    ("Neo.ClientError.Security.Forbidden", "only reading is allowed here: load documents to change the graph"),
)
UNREACHED = {"ServiceUnavailable", "SessionExpired", "WriteServiceUnavailable", "IncompleteCommit"}
MISSPELT = {"ConfigurationError", "AuthConfigurationError", "CertificateConfigurationError"}
ASKER = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.", "Neo.DatabaseError.")


def told(fault: Exception, settings: Settings, *, asking: bool) -> StoreError | QueryError:
    """The fault of a driver in one line with its remedy; a faulty query is the asker's, not the store's."""
    if isinstance(fault, UnicodeEncodeError) and fault.encoding == "utf-8":
        half = ascii(fault.object[fault.start : fault.end])
        return (QueryError if asking else StoreError)(f"{half} is half a character: write a whole one")
    code = getattr(fault, "code", None) or ""
    first = str(getattr(fault, "message", None) or fault).strip().split("\n")[0]
    asked = _of_query(code, first) if asking else None
    return QueryError(asked) if asked else StoreError(_of_store(fault, code, first, settings))


def _of_query(code: str, first: str) -> str | None:
    """What is wrong with a query, or None where the fault is not the asker's."""
    for start, remedy in ASKING:
        if code.startswith(start):
            return remedy
    if "OutOfMemory" in code:
        return "the query took more memory than the server grants: ask for less"
    return f"the query does not run: {first}" if code.startswith(ASKER) else None


def _of_store(fault: Exception, code: str, first: str, settings: Settings) -> str:
    """What is wrong with a database, and what helps."""
    place = f"database {settings.database} at {settings.uri}"
    if _full(settings):
        return f"{settings.folder}: the disk is full: free some space and sync again; earlier rows are kept"
    for start, remedy in REMEDIES:
        if code.startswith(start):
            return f"{place} {remedy}"
    if type(fault).__name__ in UNREACHED:
        return f"no database answers at {settings.uri}: is the server running? check NEO4J_URI"
    if "OutOfMemory" in code:
        return f"{place} has too little memory: give the server more memory"
    if type(fault).__name__ in MISSPELT or isinstance(fault, ValueError):
        return f"{settings.uri} is no address of a database: write NEO4J_URI as bolt://host:7687 ({first})"
    return f"{place}: {first} ({code or type(fault).__name__}): sync again"


def _full(settings: Settings) -> bool:
    return settings.folder is not None and shutil.disk_usage(settings.folder).free < 1_000_000
