import type { MappingMachine } from './machine/mapping-machine.js';
import { mapProduct } from './map-product.js';
import type { Mapping } from './mapping.js';
import type { ProductShape } from './product-shape.js';
import { vectorProduct } from './vector-product.js';

/** The faster of matrix units and vector lanes. The least time of any mapping is the smaller of theirs. */
export function bestProduct(shape: ProductShape, machine: MappingMachine): Mapping | null {
  const matrix = mapProduct(shape, machine);
  const vector = vectorProduct(shape, machine);
  if (matrix === null || vector === null) return matrix ?? vector;
  const best = vector.seconds < matrix.seconds ? vector : matrix;
  return {
    ...best,
    lowerBoundSec: Math.min(matrix.lowerBoundSec, vector.lowerBoundSec),
    candidates: matrix.candidates + vector.candidates,
  };
}
