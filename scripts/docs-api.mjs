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
