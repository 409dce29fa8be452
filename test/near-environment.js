import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import { runCliInProcess } from './cli-in-process.js';
import { NEAR_GLOBALS } from './near-globals.js';

const file = createRequire(import.meta.url).resolve('mathjs/lib/browser/math.js');
let script;

/**
 * The environment of Node, in which a suite has mathjs soon. Jest would read, scan and compile its 700 kB anew for every
 * suite, most of a second each; here a worker compiles it once, and each suite still runs it in its own sandbox. The built
 * command line is in reach too, outside of the sandbox, so that a worker loads it once for all suites.
 */
export default class NearEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global[Symbol.for('siliconomics.cli')] = runCliInProcess;
    this.global[Symbol.for('siliconomics.mathjs')] = () => {
      const source = () => `(function (module, exports) { ${NEAR_GLOBALS}${readFileSync(file, 'utf8')}\n})`;
      script ??= new Script(source(), { filename: file });
      const module = { exports: {} };
      script.runInContext(this.getVmContext())(module, module.exports);
      return module.exports;
    };
  }
}
