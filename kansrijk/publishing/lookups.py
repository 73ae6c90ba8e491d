"""Looking up thousands of rows at once."""

import json
from typing import Any

from django.db import models


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """As `in`, for many keys: they go as one parameter, without any work for each of them. Takes whole numbers and
    texts, as the database holds them."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        keys = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", (*parameters, keys)
        chosen = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - our own column
        return chosen, (*parameters, json.dumps(keys))
