"""Compute cycles of products on SCALE-Sim; reads `<rows> <columns> <os|ws|is> <m> <n> <k>` lines, answers one JSON line each."""

import contextlib
import csv
import importlib.metadata
import json
import os
import sys
import tempfile
import time

from scalesim.scale_sim import scalesim

CONFIG = """[general]
run_name = run
[architecture_presets]
ArrayHeight : {rows}
ArrayWidth : {columns}
IfmapSramSzkB: 8192
FilterSramSzkB: 8192
OfmapSramSzkB: 8192
IfmapOffset: 0
FilterOffset: 10000000
OfmapOffset: 20000000
Bandwidth : 64
Dataflow : {dataflow}
MemoryBanks: 1
ReadRequestBuffer: 32
WriteRequestBuffer: 32
[layout]
IfmapCustomLayout: False
IfmapSRAMBankBandwidth: 10
IfmapSRAMBankNum: 10
IfmapSRAMBankPort: 2
FilterCustomLayout: False
FilterSRAMBankBandwidth: 10
FilterSRAMBankNum: 10
FilterSRAMBankPort: 2
[sparsity]
SparsitySupport : false
SparseRep : ellpack_block
OptimizedMapping : false
BlockSize : 8
RandomNumberGeneratorSeed : 40
[run_presets]
InterfaceBandwidth: CALC
UseRamulatorTrace: False
"""


def run(rows, columns, dataflow, m, n, k):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("run.cfg", "topology.csv", "layout.csv")]
        texts = [
            CONFIG.format(rows=rows, columns=columns, dataflow=dataflow),
            f"Layer, M, N, K,\nproduct, {m}, {n}, {k},\n",
            "Layer,\nproduct, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n",
        ]
        for path, text in zip(paths, texts):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        start = time.process_time()
        with open(os.devnull, "w", encoding="utf-8") as null, contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
            simulator = scalesim(
                save_disk_space=True,
                verbose=False,
                config=paths[0],
                topology=paths[1],
                layout=paths[2],
                input_type_gemm=True,
            )
            simulator.run_scale(top_path=folder)
        seconds = time.process_time() - start
        with open(os.path.join(folder, "run", "COMPUTE_REPORT.csv"), encoding="utf-8") as file:
            report = [[cell.strip() for cell in row] for row in csv.reader(file)]
        cell = dict(zip(report[0], report[1]))
        return {"cycles": float(cell["Total Cycles"]) - float(cell["Stall Cycles"]), "cpuSeconds": seconds}


print(json.dumps({"scalesim": importlib.metadata.version("scalesim"), "python": sys.version.split()[0]}), flush=True)
for line in sys.stdin:
    rows, columns, dataflow, m, n, k = line.split()
    print(json.dumps(run(rows, columns, dataflow, m, n, k)), flush=True)
