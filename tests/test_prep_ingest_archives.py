"""Exports packed as ZIP or gzip: read as if they were folders, refused in one line where that would be unsafe."""

import gzip
import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from prep.errors import BadInput
from prep.ingest import read_export
from prep.ingest.archives import MAX_DIRECTORY_BYTES
from prep.ingest.kinds import content_kind, foreign_reason
from prep.ingest.sources import find_files, read_bytes, read_lines

CSV = "id,question,answer\n007,How do I log in?,With your badge.\n008,Where is it?,On floor two.\n"
ROWS = [dict(zip(("id", "question", "answer"), line.split(","), strict=True)) for line in CSV.splitlines()[1:]]
JSONL = "".join(json.dumps(row) + "\n" for row in ROWS)
ASKS = b"From: ann@home.example\nTo: help@firm.example\nSubject: Login\nMessage-ID: <1@x>\n\nHow do I log in?\n"
ANSWERS = (
    b"From: bob@firm.example\nTo: ann@home.example\nSubject: Re: Login\nMessage-ID: <2@x>\nIn-Reply-To: <1@x>\n\n"
    b"With your badge.\n"
)


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(folder: Path, files: Mapping[str, str | bytes], name: str = "export.zip") -> Path:
    (folder / name).write_bytes(packed(files))
    return folder / name


def names(path: Path) -> list[str]:
    return [file.name for file in find_files([path])]


def workbook() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    for line in CSV.splitlines():
        book.active.append(line.split(","))
    book.save(out)
    return out.getvalue()


def test_an_archive_is_a_folder_of_its_members(tmp_path: Path) -> None:
    files = {"b/c.json": "{}", "a.json": "{}", "b/a.json": "{}", "b\\d.json": "{}", "./e.json": "{}", "empty/": ""}
    path = archive(tmp_path, {**files, ".DS_Store": "x", "__MACOSX/a.json": "x", "b/.x/y.json": "x", "Thumbs.db": "x"})
    found = ["export.zip/a.json", "export.zip/b/a.json", "export.zip/b/c.json", "export.zip/b/d.json"]
    assert names(path) == [*found, "export.zip/e.json"]
    assert not any(file.named for file in find_files([path]))
    assert names(tmp_path) == names(path)
    assert len(find_files([tmp_path, path])) == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", CSV.encode()),
        ("t.tsv", CSV.replace(",", "\t").encode()),
        ("t.csv", CSV.encode("utf-16")),
        ("t.jsonl", JSONL.encode()),
        ("t.json", json.dumps(ROWS).encode()),
        ("t.xlsx", workbook()),
    ],
)
def test_a_table_reads_the_same_bare_gzipped_and_in_an_archive(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    bare = read_export([tmp_path / name])
    assert [ticket.ticket_id for ticket in bare.tickets] == ["007", "008"]
    for other, data, source in (
        (f"{name}.gz", gzip.compress(content), f"{name}.gz"),
        ("deflated.zip", packed({f"in/{name}": content}), f"deflated.zip/in/{name}"),
        ("stored.zip", packed({name: content}, zipfile.ZIP_STORED), f"stored.zip/{name}"),
        ("both.zip", packed({f"{name}.gz": gzip.compress(content)}), f"both.zip/{name}.gz"),
    ):
        (tmp_path / other).write_bytes(data)
        read = read_export([tmp_path / other])
        assert [ticket.messages for ticket in read.tickets] == [ticket.messages for ticket in bare.tickets]
        assert [ticket.source.rpartition(":")[0] for ticket in read.tickets] == [source] * 2


def test_mails_read_the_same_from_a_folder_gzipped_and_in_an_archive(tmp_path: Path) -> None:
    mails = {"inbox/1.eml": ASKS, "sent/2.eml": ANSWERS}
    for name, content in mails.items():
        for folder, data, suffix in (("bare", content, ""), ("packed", gzip.compress(content), ".gz")):
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / f"{name}{suffix}").write_bytes(data)
    sources = [tmp_path / "bare", tmp_path / "packed", archive(tmp_path, mails, "mails.zip")]
    read = [read_export([path], own_domains=["firm.example"]).tickets for path in sources]
    assert [message.author for message in read[0][0].messages] == ["customer", "agent"]
    assert read[0][0].messages == read[1][0].messages == read[2][0].messages
    assert read[2][0].source == "mails.zip/inbox/1.eml"


def test_a_mail_of_one_header_is_known_by_its_name_though_gzipped(tmp_path: Path) -> None:
    (tmp_path / "1.eml.gz").write_bytes(gzip.compress(b"Subject: Login\nX-Own: 1\n\nHow do I log in?\n"))
    assert content_kind(find_files([tmp_path])[0]) == "mail"


def test_tickets_and_comments_of_one_archive_belong_together(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        {
            "tickets.jsonl": '{"id": 1, "requester_id": 5, "assignee_id": 6, "subject": "Login", "via": {}}\n',
            "comments.jsonl": '{"id": 1, "ticket_id": 1, "author_id": 5, "public": true, "body": "How?"}\n'
            '{"id": 2, "ticket_id": 1, "author_id": 6, "public": true, "body": "With your badge."}\n',
            "users.jsonl": '{"id": 5, "role": "end-user", "name": "A"}\n{"id": 6, "role": "agent", "name": "B"}\n',
            "readme.txt": "What this is.",
        },
    )
    read = read_export([path])
    assert read.export_format == "zendesk"
    assert [message.author for message in read.tickets[0].messages] == ["customer", "agent"]
    assert any("not read: export.zip/readme.txt" in warning for warning in read.warnings)


def test_a_hundred_members_are_listed_once_and_each_line_is_found(tmp_path: Path) -> None:
    path = archive(tmp_path, {f"{number:03}.jsonl": f'{{"id": {number}}}\n' * 2 for number in range(100)})
    found = find_files([path])
    assert len({id(file.member.archive) for file in found if file.member}) == 1
    assert list(read_lines(found[7], at_most=100)) == [(1, b'{"id": 7}\n'), (2, b'{"id": 7}\n')]


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, {"t.csv": CSV})
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    monkeypatch.chdir(tmp_path)
    assert len(read_export([path]).tickets) == 2
    tmp_path.chmod(0o700)
    assert [each.name for each in tmp_path.iterdir()] == ["export.zip"]


def forged(data: bytes, name: bytes, other: bytes) -> bytes:
    assert len(name) == len(other)
    return data.replace(name, other)


@pytest.mark.parametrize(
    "name",
    ["../x.json", "a/../../x.json", "/etc/x.json", "C:\\x.json", "..\\x.json", "a\x1b[2Jx.json", "a\u202enosj.x"],
)
def test_a_name_that_leads_out_or_deceives_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"export\.zip: expected an archive of plain files, got a name") as refusal:
        find_files([archive(tmp_path, {"a.json": "{}", name: "{}"})])
    assert str(refusal.value).isprintable()


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.json")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    with pytest.raises(BadInput, match="got a link to another file"):
        find_files([tmp_path / "x.zip"])


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(forged(packed({"a.json": "{}", "b.json": "{}"}), b"b.json", b"a.json"))
    with pytest.raises(BadInput, match=r"x\.zip: expected each file once, got 'a\.json' twice"):
        find_files([tmp_path / "x.zip"])


def with_directory_field(data: bytes, offset: int, value: bytes) -> bytes:
    """The archive with a field of its first listed member overwritten."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(with_directory_field(packed({"a.json": "{}"}), 8, b"\x01\x00"))
    with pytest.raises(BadInput, match=r"x\.zip: expected an archive without a password, got 'a\.json' encrypted"):
        find_files([tmp_path / "x.zip"])


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 9])
def test_a_packing_other_than_deflate_is_refused(tmp_path: Path, method: int) -> None:
    (tmp_path / "x.zip").write_bytes(with_directory_field(packed({"a.json": "{}"}), 10, method.to_bytes(2, "little")))
    with pytest.raises(BadInput, match=f"packed with method {method}"):
        find_files([tmp_path / "x.zip"])


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.json": bytes(70 << 20)})
    with pytest.raises(BadInput, match=r"export\.zip: .*'a\.json' unpacks to over 200 times"):
        find_files([path])
    many = archive(tmp_path, {f"{number}.json": bytes(1 << 20) for number in range(70)}, "many.zip")
    with pytest.raises(BadInput, match=r"many\.zip: .*its files unpack to over 200 times"):
        find_files([many])


def test_a_bomb_whose_members_share_their_bytes_is_refused(tmp_path: Path) -> None:
    data = packed({"a.json": bytes(range(256)) * 40}, zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"a.json", b"%c.json" % letter) for letter in b"abcdef")
    tail = data[end : end + 8] + (6).to_bytes(2, "little") * 2 + len(entries).to_bytes(4, "little") + data[end + 16 :]
    (tmp_path / "x.zip").write_bytes(data[:start] + entries + tail)
    with pytest.raises(BadInput, match="share the same bytes"):
        find_files([tmp_path / "x.zip"])


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    data = packed({"a.json": bytes(5 << 20)})
    (tmp_path / "x.zip").write_bytes(with_directory_field(data, 24, (100).to_bytes(4, "little")))
    with pytest.raises(BadInput, match=r"x\.zip/a\.json: expected a readable file"):
        read_bytes(find_files([tmp_path / "x.zip"])[0])


def test_a_gzip_bomb_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.json.gz": gzip.compress(bytes(100 << 20), compresslevel=1)})
    with pytest.raises(BadInput, match=r"export\.zip/a\.json\.gz: .*over 200 times"):
        read_bytes(find_files([path])[0])


def test_an_archive_of_too_many_names_is_refused_before_they_are_read(tmp_path: Path) -> None:
    end = b"PK\x05\x06" + bytes(8) + (MAX_DIRECTORY_BYTES + 1).to_bytes(4, "little") + bytes(6)
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04" + end)
    with pytest.raises(BadInput, match=r"its list of files alone fills 32 MB"):
        find_files([tmp_path / "x.zip"])


def test_damaged_and_empty_archives_are_one_plain_sentence(tmp_path: Path) -> None:
    whole = packed({"a.json": "{}" * 500})
    for cut in (4, 30, len(whole) // 2, len(whole) - 4):
        (tmp_path / "x.zip").write_bytes(whole[:cut])
        with pytest.raises(BadInput, match=r"x\.zip: expected a ZIP archive, got a damaged one"):
            find_files([tmp_path / "x.zip"])
    for files in ({}, {"a/": ""}, {".hidden": "x"}):
        with pytest.raises(BadInput, match=r"export\.zip: .*found it empty"):
            find_files([archive(tmp_path, files)])


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    whole = packed({"t.csv": CSV, "u.csv": CSV})
    for at in range(len(whole)):
        (tmp_path / "x.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            read_export([tmp_path / "x.zip"])
        except BadInput as refusal:
            assert str(refusal).isprintable()


def test_an_office_document_is_no_folder_and_no_workbook(tmp_path: Path) -> None:
    letter = {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}
    (file,) = find_files([archive(tmp_path, letter, "letter.docx")])
    assert (file.name, content_kind(file)) == ("letter.docx", "foreign")
    assert "no XLSX workbook" in foreign_reason(file)
    (tmp_path / "t.csv").write_text(CSV)
    assert any("letter.docx" in warning for warning in read_export([tmp_path]).warnings)


def test_an_archive_in_an_archive_is_named_and_not_opened(tmp_path: Path) -> None:
    inner = packed({"t.csv": CSV})
    (file,) = find_files([archive(tmp_path, {"in.zip": inner})])
    assert content_kind(file) == "foreign"
    with pytest.raises(BadInput, match=r"export\.zip/in\.zip: .*got a ZIP archive inside another archive"):
        read_export([tmp_path / "export.zip"])
    read = read_export([archive(tmp_path, {"in.zip": inner, "t.csv": CSV})])
    assert any("not read: export.zip/in.zip" in warning for warning in read.warnings)


def test_a_tar_archive_is_named(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as made:
        made.addfile(tarfile.TarInfo("t.csv"), io.BytesIO(b""))
    with pytest.raises(BadInput, match="got a tar archive"):
        read_export([tmp_path / "x.tar.gz"])


def test_a_text_that_begins_with_the_letters_pk_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(CSV.replace("id,", "PK,", 1).replace("PK", "PKID", 1))
    (file,) = find_files([tmp_path / "t.csv"])
    assert content_kind(file) == "text"
