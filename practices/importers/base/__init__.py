"""What runs any source: read, plan, build, write, record; and take it back.

`reading` streams raw records in batches, `deciding` and `planning` say what becomes of each,
`merging` makes one draft of a record's shapes, `building` makes rows of a draft, `writing` puts
them into the database, `recording` and `report` say what was done, `restoring` undoes it.
"""
