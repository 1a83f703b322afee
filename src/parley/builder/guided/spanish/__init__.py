"""Spanish messages, from Spain and Latin America: read sentence by sentence and clause by clause.

`message` fills a draft from a whole message, `answers` reads a text as one slot's value,
value in the place of an old one. Values are kept in the user's own words; data have their usual names in English.
"""
