"""Workloads A, B and C of bench/engine on SimPy; reads `<workload> <size>` lines, answers one JSON line each."""

import json
import random
import sys
import time

import simpy


def timer_churn(processes, timeouts):
    env = simpy.Environment()
    draw = random.Random(1).expovariate
    fired = 0

    def process():
        nonlocal fired
        while True:
            yield env.timeout(draw(1.0))
            fired += 1

    for _ in range(processes):
        env.process(process())
    env.run(until=timeouts / processes)
    return fired, fired / timeouts


def single_server(customers):
    env = simpy.Environment()
    draw = random.Random(1).expovariate
    server = simpy.Resource(env, capacity=1)
    waited = 0.0

    def customer():
        nonlocal waited
        arrival = env.now
        with server.request() as turn:
            yield turn
            waited += env.now - arrival
            yield env.timeout(draw(1.0))

    def source():
        for _ in range(customers):
            yield env.timeout(draw(0.8))
            env.process(customer())

    env.process(source())
    env.run()
    return customers, waited / customers


def machine_shop(horizon):
    env = simpy.Environment()
    draw = random.Random(1).expovariate
    repairers = simpy.Resource(env, capacity=10)
    repairs = 0

    def machine():
        nonlocal repairs
        while True:
            yield env.timeout(draw(0.01))
            with repairers.request() as turn:
                yield turn
                yield env.timeout(draw(1.0))
            repairs += 1

    for _ in range(1000):
        env.process(machine())
    env.run(until=horizon)
    return repairs, repairs / horizon


WORKLOADS = {
    "A100": lambda size: timer_churn(100, size),
    "A10000": lambda size: timer_churn(10_000, size),
    "B": single_server,
    "C": machine_shop,
}

print(json.dumps({"simpy": simpy.__version__, "python": sys.version.split()[0]}), flush=True)
for line in sys.stdin:
    name, size = line.split()
    start = time.process_time()
    units, check = WORKLOADS[name](int(size))
    seconds = time.process_time() - start
    print(json.dumps({"units": units, "check": check, "cpuSeconds": seconds}), flush=True)
