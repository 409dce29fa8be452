import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
await generate();
register('./typescript-for-typedoc.mjs', import.meta.url);
const { Application, TSConfigReader } = await import('typedoc');

/** The reference of everything that the package exports, into an ignored folder; any warning is an error. */
const app = await Application.bootstrapWithPlugins(
  {
    entryPoints: [`${root}src/index.ts`],
    tsconfig: `${root}tsconfig.build.json`,
    out: `${root}docs/api`,
    name: 'Siliconomics',
    readme: `${root}docs/library.md`,
    treatWarningsAsErrors: true,
    disableGit: true,
    disableSources: true,
    // Schemas and tables from which an exported type is taken, and parts of a type that nobody names.
    intentionallyNotExported: [
      'src/chips/describe/schema/chip-schema.ts:chipSchema',
      'src/chips/variant/variant-schema.ts:variantSchema',
      'src/chips/chip/fpga-fabric.ts:FABRIC_RESOURCES',
      'src/chips/chip/fpga-fabric.ts:PIPELINE_FORMATS',
      'src/kernels/calibrated/calibration/calibration.ts:calibration',
      'src/kernels/calibrated/calibration/calibration.ts:entry',
      'src/kernels/timings/timing-schema.ts:TIMING_COLUMNS',
      'src/pow-model/protocols/gonka/gonka-collateral.ts:SLASH_PERCENT',
      'src/pow-model/protocols/gonka/toy-transformer.ts:Layer',
      'src/sim/tile/tile-run.ts:CORE_STATES',
      'src/study/files/designed/designed-file.ts:designedSchema',
      'src/study/files/rewards/rewards-file.ts:rewardsSchema',
    ],
    excludeInternal: true,
    excludePrivate: true,
    excludeProtected: true,
    githubPages: false,
  },
  [new TSConfigReader()],
);
const project = await app.convert();
if (project === undefined) process.exit(1);
app.validate(project);
if (!app.logger.hasErrors() && !app.logger.hasWarnings()) await app.generateOutputs(project);
process.exit(app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0);
