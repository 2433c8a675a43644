"""The base of all records: frozen, validated, compared by value."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Frozen data. A change is a new record: `record.model_copy(update=…)`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
