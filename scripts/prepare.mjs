import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const typescript = fileURLToPath(new URL('../node_modules/typescript/package.json', import.meta.url));
if (existsSync(typescript)) await import('./build.mjs');
else
  console.error(
    'siliconomics: TypeScript is not installed (--omit=dev?), so dist/ was not built; run `npm ci` without it.',
  );
