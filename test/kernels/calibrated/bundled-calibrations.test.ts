import { describe, expect, it } from '@jest/globals';
import { bundledCalibrations, parseCalibration } from '../../../src/kernels/index.js';

describe('the bundled calibrations', () => {
  // They are used without being checked at run time, so this test is the check.
  it.each(bundledCalibrations().map((calibration) => [calibration.device, calibration] as const))(
    'of %s is what the schema gives back',
    (_device, calibration) => {
      expect(parseCalibration(calibration)).toEqual(calibration);
    },
  );
});
