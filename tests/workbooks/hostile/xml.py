"""XML that asks for more than its own text, or is none."""

from tests.workbooks.files import MAIN, ods, ods_parts, ods_row, ods_text, xlsx, xlsx_parts, zipped
from tests.workbooks.hostile.making import END, ROW, START, refused, text_cell


@refused
def billion_laughs() -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    row = f'<row r="1">{text_cell("&a11;")}</row>'
    return xlsx(sheet=f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{START}{row}{END}')


@refused
def entity_that_reads_a_file() -> bytes:
    row = f'<row r="1">{text_cell("&f;")}</row>'
    return xlsx(sheet=f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{START}{row}{END}')


@refused
def entity_in_the_shared_strings() -> bytes:
    parts = xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    parts["xl/sharedStrings.xml"] = (
        f'<!DOCTYPE x [<!ENTITY a "b">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'
    )
    return zipped(parts)


@refused
def entity_in_utf16() -> bytes:
    part = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>{START}{ROW}{END}'
    return xlsx(sheet=part.encode("utf-16"))


@refused
def entity_in_ods() -> bytes:
    parts = ods_parts(f'<table:table table:name="a">{ods_row(ods_text("&a;"))}</table:table>')
    start, end = str(parts["content.xml"]).split("\n", 1)
    return zipped({**parts, "content.xml": f'{start}<!DOCTYPE x [<!ENTITY a "b">]>{end}'})


@refused
def entity_that_does_not_exist() -> bytes:
    return xlsx(f'<row r="1">{text_cell("&bestaatniet;")}</row>')


@refused
def an_encoding_that_nobody_uses() -> bytes:
    return xlsx(sheet=f'<?xml version="1.0" encoding="UTF-7"?>{START}{ROW}{END}'.encode())


@refused
def invalid_utf8() -> bytes:
    return xlsx(sheet=f"{START}{ROW}{END}".encode().replace(b"gewoon", b"ge\xff\xfe\xc3"))


@refused
def xml_that_stops_halfway() -> bytes:
    return xlsx(sheet=f"{START}{ROW}")


@refused
def shared_string_that_is_not_there() -> bytes:
    return xlsx('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')


@refused
def drawings_nested_without_end() -> bytes:
    depth = 40
    nested = "<draw:frame><draw:text-box>" * depth + "</draw:text-box></draw:frame>" * depth
    return ods(ods_row(f'<table:table-cell office:value-type="string">{nested}</table:table-cell>'))
