"""What stands in the cells of a training notebook. The first cell defines the names in capitals that the others use."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cells:
    """What differs between the places where a notebook runs."""

    introduction: str
    ask_for_data: str  # defines ask_for_data(names): the bytes of the files that were given
    about_resuming: str
    resume: str
    hand_over: str


CHECK_DATA = '''\
import hashlib
import os
from pathlib import Path

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # before any library is imported
os.environ["DO_NOT_TRACK"] = "1"
for folder in ("prep", "train", "runs"):
    (Path(WORK) / folder).mkdir(parents=True, exist_ok=True)
os.chdir(WORK)


SEALED = {"train.jsonl": TRAIN_SHA256}
if VALIDATION_SHA256:
    SEALED["validation.jsonl"] = VALIDATION_SHA256


def digest_of(data):
    return hashlib.sha256(data).hexdigest()


ASK_FOR_DATA


def is_here(name):
    """Whether this is the file that this notebook was written for."""
    return Path(name).is_file() and digest_of(Path(name).read_bytes()) == SEALED[name]


missing = [name for name in SEALED if not is_here(name)]
offered = ask_for_data(missing) if missing else []
for name in missing:
    found = [data for data in offered if digest_of(data) == SEALED[name]]
    if not offered:
        raise SystemExit(f"Expected data/{PROJECT}/split/{name}, got no such file.")
    if not found:
        raise SystemExit(
            f"Expected the sealed {name} ({SEALED[name][:12]}), got another file "
            f"({digest_of(offered[0])[:12]}). Take data/{PROJECT}/split/{name}, or make the notebook "
            "again after a new split."
        )
    Path(name).write_bytes(found[0])
for name in SEALED:
    print(f"{name} is the sealed one" + (f": {N_PAIRS} pairs." if name == "train.jsonl" else "."))
'''

INSTALL = """\
import subprocess
import sys

subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
print("Installed", *PACKAGES)
"""

ABOUT_SOURCES = """\
## The program

pairwright's own modules, as they are: what trains here is what would train at home. Among what they see to: float16 on
a T4, decided by what the card can do; adapters in float32; attention without the slow path on older cards; loss on the
answer only; every row checked before the first step; checkpoints that are whole or absent."""

TRAIN_SCRIPT = '''\
"""Train the recipe in settings.json on train.jsonl, and go on where an earlier sitting stopped."""

import contextlib
import json
import sys
import time
from pathlib import Path

from prep.errors import PairwrightError
from prep.project import digest
from train.finetune import finetune, is_main_process
from train.recipe import from_json
from train.runs import read_train_file


@contextlib.contextmanager
def printed(what, total):
    """Progress as a line every half a minute."""
    began, done, last = time.monotonic(), 0, 0.0

    def tick(n):
        nonlocal done, last
        done, now = done + n, time.monotonic()
        if is_main_process() and total and (now - last > 30 or done == total):
            last = now
            print(f"{what}: {done} of {total}, {(now - began) / 60:.1f} min", flush=True)

    yield tick


settings = json.loads(Path("settings.json").read_text())
train_file, validation_file = Path("train.jsonl"), Path("validation.jsonl")
try:
    if digest(train_file) != settings["train_sha256"]:
        sys.exit("train.jsonl is not the sealed one. Run the first cell again.")
    if settings["validation_sha256"] and digest(validation_file) != settings["validation_sha256"]:
        sys.exit("validation.jsonl is not the sealed one. Run the first cell again.")
    run = finetune(
        read_train_file(train_file),
        from_json(settings["recipe"]),
        run_folder=Path("runs") / settings["run_id"],
        train_file_digest=settings["train_sha256"],
        seed=settings["seed"],
        validation=read_train_file(validation_file) if settings["validation_sha256"] else (),
        progress=printed,
        stop_after_s=settings["stop_after_s"],
    )
except PairwrightError as fault:
    sys.exit(str(fault))
if is_main_process():
    print(run.message or f"Run {run.run_id}: {run.state}, {run.n_steps_done} of {run.n_steps} steps.")
    if run.diagnosis:
        print(run.diagnosis.sentence)
'''

TRAIN = '''\
import json
import shutil
import threading

sys.path.insert(0, WORK)
from train.mirror import copy_run

n_cards = 0
if shutil.which("nvidia-smi"):
    listed = subprocess.run(["nvidia-smi", "-L"], capture_output=True, text=True).stdout
    n_cards = sum(line.startswith("GPU") for line in listed.splitlines())
if n_cards < RECIPE["processes"]:
    raise SystemExit(
        f"Expected {RECIPE['processes']} GPU, got {n_cards}. Switch the accelerator on in this notebook's settings."
    )
Path("settings.json").write_text(
    json.dumps(
        {
            "run_id": RUN,
            "seed": SEED,
            "train_sha256": TRAIN_SHA256,
            "validation_sha256": VALIDATION_SHA256,
            "recipe": RECIPE,
            "stop_after_s": STOP_AFTER_S,
        }
    )
)
command = [sys.executable]
if RECIPE["processes"] > 1:
    command += ["-m", "accelerate.commands.launch", "--multi_gpu", "--num_machines", "1", "--mixed_precision", "no"]
    command += ["--dynamo_backend", "no", "--num_processes", str(RECIPE["processes"])]
home, ended = Path("runs") / RUN, threading.Event()


def keep_copying():
    """Each new checkpoint goes to the second disk while training goes on."""
    safe = ""
    while True:
        last_round = ended.wait(60)
        names = sorted(path.name for path in (home / "checkpoints").glob("step-*"))
        if names and names[-1] != safe and (copied := copy_run(home, Path(KEEP) / PROJECT / RUN)):
            safe = copied
            print(f"{safe} is safe in {KEEP}", flush=True)
        if last_round:
            return


copier = threading.Thread(target=keep_copying)
if KEEP:
    copier.start()
# A process and session of its own: its memory is free afterwards, and an interruption reaches it once.
training = subprocess.Popen(
    [*command, "train_pairs.py"],
    stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT,
    text=True,
    start_new_session=True,
)
try:
    for line in training.stdout:
        print(line, end="", flush=True)
except KeyboardInterrupt:
    print("Stopping after this step …")
    training.terminate()
    print(training.communicate()[0])
finally:
    training.wait()
    ended.set()
    if KEEP:
        copier.join()
'''

FINISH = """\
import zipfile

run = json.loads((home / "run.json").read_text())
if run["state"] != "finished":
    raise SystemExit(f"The run is {run['state']} at step {run['n_steps_done']} of {run['n_steps']}. Train on first.")
parcel = Path(WORK) / f"{RUN}.zip"
with zipfile.ZipFile(parcel, "w", zipfile.ZIP_STORED) as archive:
    for path in [home / "run.json", home / "steps.jsonl", *sorted((home / "adapter").rglob("*"))]:
        if path.is_file():
            archive.write(path, path.as_posix())  # runs/<run>/…
print(f"{parcel.name}: {parcel.stat().st_size / 1e6:.0f} MB, SHA-256 {hashlib.sha256(parcel.read_bytes()).hexdigest()}")
print(f"At home:  unzip {parcel.name} -d data/{PROJECT}")
print(f"then:     pairwright evaluate {PROJECT} --run {RUN}")
"""

_TITLE = """\
# PROJECT: fine-tune on N_PAIRS pairs

Made by pairwright for this project's sealed train split. It refuses any other file, sees nothing of the held-out part,
and asks for no account beyond this page. The base model comes from the model hub by name. If the hub asks for
its licence to be accepted, accept it there and set `HF_TOKEN` in the environment, or set `RECIPE["base_model"]` to a
folder.
"""

FOR: Mapping[str, Cells] = {
    "colab": Cells(
        introduction=_TITLE
        + """
1. *Runtime → Change runtime type → T4 GPU.*
2. *Runtime → Run all.* The first cell asks for `data/PROJECT/split/train.jsonl` (and `validation.jsonl`, if the
   split has one: choose both); later Drive asks for permission, which keeps checkpoints when Colab ends the session.
3. Lost the session? Open this notebook again and *Run all*: it goes on from the newest whole checkpoint.
""",
        ask_for_data='''\
def ask_for_data(names):
    """The files that are uploaded here."""
    from google.colab import files

    print("Choose", " and ".join(names))
    return list(files.upload().values())
''',
        about_resuming="""\
## Resume

Checkpoints are written to the local disk and copied to Drive; a copy counts once it was read again and is equal.""",
        resume="""\
sys.path.insert(0, WORK)
from google.colab import drive

from train.mirror import copy_run

try:
    drive.mount("/content/drive")
except Exception as fault:  # whatever Drive says: training works without it
    KEEP = ""
    print(f"Without Drive ({fault}): if this session ends, training starts over.")
found = copy_run(Path(KEEP) / PROJECT / RUN, Path("runs") / RUN) if KEEP else ""
print(f"Going on from {found}." if found else "No whole checkpoint yet: training starts at the first step.")
""",
        hand_over="""\
from google.colab import files

if KEEP:
    shutil.copy(parcel, Path(KEEP) / PROJECT / parcel.name)
files.download(str(parcel))
""",
    ),
    "kaggle": Cells(
        introduction=_TITLE
        + """
1. *Settings → Accelerator → GPU T4 x2*, *Internet on*.
2. *Add input → Upload*: a private dataset with `data/PROJECT/split/train.jsonl` (and `validation.jsonl`, if the split
   has one).
3. *Save Version → Save & Run All*. After eleven hours at most it stops at a checkpoint, before Kaggle would end it.
4. Not finished? Add this notebook's own output as an input and save a version again: it goes on from there.
""",
        ask_for_data='''\
def ask_for_data(names):
    """What lies among the inputs under these names, or names that a copy was given."""
    stems = [Path(name).stem for name in names]
    return [path.read_bytes() for stem in stems for path in sorted(Path("/kaggle/input").rglob(f"{stem}*.jsonl"))]
''',
        about_resuming="""\
## Resume

Kaggle keeps the working folder of a saved version; added as an input, it is found here.""",
        resume="""\
sys.path.insert(0, WORK)
from train.mirror import copy_run

past = {path.parent: path.stat().st_size for path in Path("/kaggle/input").rglob(f"runs/{RUN}/steps.jsonl")}
found = [copy_run(folder, Path("runs") / RUN) for folder in sorted(past, key=past.get)][-1:]  # the furthest last
found = found[0] if found else ""
print(f"Going on from {found}." if found else "No whole checkpoint yet: training starts at the first step.")
""",
        hand_over="""\
print(f"The zip lies in the output of this version: {parcel}")
""",
    ),
}
