"""Packs what study.py wrote as a fixture, without names of people and machines: python pack.py FOLDER FILE.zip."""

import getpass
import pathlib
import socket
import sqlite3
import sys
import zipfile

folder, target = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2])
target.parent.mkdir(parents=True, exist_ok=True)
if (folder / "mlflow.db").exists():
    with sqlite3.connect(folder / "mlflow.db") as database:
        database.execute("UPDATE tags SET value = 'someone' WHERE key = 'mlflow.user'")
        database.execute("UPDATE tags SET value = 'study.py' WHERE key = 'mlflow.source.name'")
        database.execute("UPDATE runs SET user_id = 'someone', artifact_uri = ''")
        database.execute("UPDATE experiments SET artifact_location = ''")
    sqlite3.connect(folder / "mlflow.db").execute("VACUUM").close()
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        data = file.read_bytes()
        if name.startswith("mlruns/"):
            data = data.replace(folder.as_uri().encode(), b"file://")
            data = data.replace(f"user_id: {getpass.getuser()}".encode(), b"user_id: someone")
            data = b"someone" if file.name == "mlflow.user" else data
            data = b"study.py" if file.name == "mlflow.source.name" else data
        if not name.endswith((".lock", ".log")) or name == "journal.log":
            packed.writestr(zipfile.ZipInfo(name.replace(socket.gethostname(), "host")), data, zipfile.ZIP_DEFLATED)
