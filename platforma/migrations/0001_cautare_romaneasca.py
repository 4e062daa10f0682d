from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Romanian stems over text without diacritics: „scoala”, „școala” and „şcoala” meet in one lexeme.
CREEAZA = """
CREATE TEXT SEARCH CONFIGURATION ro (COPY = romanian);
ALTER TEXT SEARCH CONFIGURATION ro ALTER MAPPING FOR hword, hword_part, word WITH unaccent, romanian_stem;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(CREEAZA, "DROP TEXT SEARCH CONFIGURATION ro"),
    ]
