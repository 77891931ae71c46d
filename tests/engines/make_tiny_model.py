"""One tiny but real CTranslate2 model that follows three conventions at once, for the models that
operators describe themselves: NLLB-200, MADLAD-400 and IndicTrans2.

It knows three sentences in each language by heart; nothing of it goes near a reader.
"""

import fcntl
import hashlib
import io
import shutil
from pathlib import Path
from typing import Any

import sentencepiece

from tests.engines import make_tiny_package as tiny

ENGLISH = ("Your rights", "It is free.", "Call ⟦1⟧ today.")
KNOWN = {
    "fj": ("Nomu dodonu", "E sega ni saumi.", "Qiri ⟦1⟧ nikua."),
    "so": ("Xuquuqdaada", "Waa bilaash.", "Wac ⟦1⟧ maanta."),
    "ne": ("तपाईंको अधिकार", "यो निःशुल्क छ ।", "आज ⟦1⟧ मा फोन गर्नुहोस् ।"),
}
MARKS = ("<2fj>", "<2so>")
CODES = ("eng_Latn", "npi_Deva", "fij_Latn", "som_Latn")


def tiny_model(back: bool = False) -> Path:
    """The folder of the model with its tokenizers, made now or taken from an earlier run; `back`
    is the one that puts these languages into English, in two of the conventions."""
    recipe = Path(__file__).read_bytes() + Path(tiny.__file__).read_bytes()
    name = "into-english" if back else "three-conventions"
    home = tiny.CACHE / f"{name}-{hashlib.sha256(recipe).hexdigest()[:12]}"
    tiny.CACHE.mkdir(parents=True, exist_ok=True)
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another test process may be training it
        if not home.exists():
            unfinished = home.with_suffix(".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            _make(unfinished, back)
            unfinished.rename(home)
    return home


def _make(folder: Path, back: bool) -> None:
    latin = [*ENGLISH, *KNOWN["fj"], *KNOWN["so"]]
    source, target = _pieces(latin, MARKS), _pieces(list(KNOWN["ne"]))
    both = (*_all(source), *_all(target), *CODES)
    pieces = list(dict.fromkeys(both))
    rows = [
        ([pieces.index(p) for p in asked], [pieces.index(p) for p in told])
        for asked, told in (_back if back else _rows)(source, target)
    ]
    weights = tiny._train(tiny._batch(rows), len(pieces), 0)
    tiny._save(weights, pieces, str(folder))
    for name, tokenizer in (("model.SRC", source), ("model.TGT", target), ("spm.model", source)):
        (folder / name).write_bytes(tokenizer.serialized_model_proto())


def _rows(source: Any, target: Any) -> list[tuple[list[str], list[str]]]:
    """Every sentence in every convention, as pieces."""
    rows = []
    for tag, code in (("fj", "fij_Latn"), ("so", "som_Latn")):
        for english, said in zip(ENGLISH, KNOWN[tag], strict=True):
            told = source.encode(said, out_type=str)
            nllb = ["eng_Latn", *source.encode(english, out_type=str), "</s>"]
            rows.append((nllb, [code, *told]))
            rows.append((source.encode(f"<2{tag}> {english}", out_type=str), told))
    for english, said in zip(ENGLISH, KNOWN["ne"], strict=True):
        indic = ["eng_Latn", "npi_Deva", *source.encode(english, out_type=str)]
        rows.append((indic, target.encode(said, out_type=str)))
    return rows


def _back(source: Any, target: Any) -> list[tuple[list[str], list[str]]]:
    """Somali as NLLB goes back, Nepali as IndicTrans2 does."""
    rows = []
    for english, somali, nepali in zip(ENGLISH, KNOWN["so"], KNOWN["ne"], strict=True):
        told = source.encode(english, out_type=str)
        nllb = ["som_Latn", *source.encode(somali, out_type=str), "</s>"]
        rows.append((nllb, ["eng_Latn", *told]))
        rows.append((["npi_Deva", "eng_Latn", *target.encode(nepali, out_type=str)], told))
    return rows


def _pieces(texts: list[str], symbols: tuple[str, ...] = ()) -> Any:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=200,
        hard_vocab_limit=False,
        pad_id=-1,
        unk_id=tiny.PAD,
        bos_id=tiny.START,
        eos_id=tiny.END,
        num_threads=1,
        normalization_rule_name="identity",
        user_defined_symbols=list(symbols),
        minloglevel=2,
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def _all(tokenizer: Any) -> list[str]:
    return [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
