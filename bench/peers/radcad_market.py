"""A market of one kind of miner, stepped weekly on radCAD; reads `<weeks> <runs>` lines, answers one JSON line each."""

import importlib.metadata
import json
import math
import sys
import time

from radcad import Experiment, Model, Simulation
from radcad.engine import Backend, Engine

INITIAL = {"week": 0, "price": 100.0, "hash_rate": 1.0, "difficulty": 1.0, "paid": 0.0}
COST_PER_HASH = 5000.0


def emission(params, substep, history, state):
    return {"revenue": state["price"] * 50.0 * 0.5 ** (state["week"] / 208.0)}


def next_week(params, substep, history, state, signal):
    return "week", state["week"] + 1


def next_price(params, substep, history, state, signal):
    return "price", 100.0 * (1.0 + 0.3 * math.sin(state["week"] / 20.0))


def next_hash_rate(params, substep, history, state, signal):
    wanted = signal["revenue"] / COST_PER_HASH
    return "hash_rate", state["hash_rate"] + 0.2 * (wanted - state["hash_rate"])


def next_difficulty(params, substep, history, state, signal):
    return "difficulty", state["difficulty"] * min(4.0, max(0.25, state["hash_rate"] / state["difficulty"]))


def next_paid(params, substep, history, state, signal):
    return "paid", state["paid"] + signal["revenue"]


BLOCKS = [
    {
        "policies": {"emission": emission},
        "variables": {
            "week": next_week,
            "price": next_price,
            "hash_rate": next_hash_rate,
            "difficulty": next_difficulty,
            "paid": next_paid,
        },
    }
]


def run(weeks, runs):
    simulation = Simulation(
        model=Model(initial_state=INITIAL, state_update_blocks=BLOCKS, params={}), timesteps=weeks, runs=runs
    )
    experiment = Experiment([simulation])
    # Without it every step copies the state deeply, which this model does not need.
    experiment.engine = Engine(backend=Backend.SINGLE_PROCESS, deepcopy=False)
    start = time.process_time()
    last = experiment.run()[-1]
    return {"paid": last["paid"], "hashRate": last["hash_rate"], "cpuSeconds": time.process_time() - start}


print(json.dumps({"radcad": importlib.metadata.version("radcad"), "python": sys.version.split()[0]}), flush=True)
for line in sys.stdin:
    weeks, runs = (int(word) for word in line.split())
    print(json.dumps(run(weeks, runs)), flush=True)
