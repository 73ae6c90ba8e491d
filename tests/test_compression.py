"""Public pages travel compressed, pages with secrets do not."""

import gzip

import brotli
import pytest


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("gzip;q=0.5, br;q=0", "gzip", gzip.decompress),
    ],
)
def test_compression_public_page_unpacks_to_the_same_page(visitor, accepted, encoding, unpack):
    plain = visitor.get("/bestaat-niet/")
    packed = visitor.get("/bestaat-niet/", headers={"accept-encoding": accepted})

    assert packed.headers["Content-Encoding"] == encoding
    assert unpack(packed.content) == plain.content
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_compression_is_left_out_when_not_accepted_or_not_worth_it(visitor):
    assert (
        "Content-Encoding" not in visitor.get("/bestaat-niet/", headers={"accept-encoding": "zstd"}).headers
    )
    assert "Content-Encoding" not in visitor.get("/robots.txt", headers={"accept-encoding": "br"}).headers


def test_compression_admin_page_with_its_secret_stays_uncompressed(visitor):
    answer = visitor.get("/admin/login/", headers={"accept-encoding": "gzip, br"})

    assert "csrfmiddlewaretoken" in answer.content.decode()
    assert "Content-Encoding" not in answer.headers
