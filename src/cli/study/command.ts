import type { CommandModule } from 'yargs';
import { type StudyArguments, studyOptions } from './options.js';

export const studyCommand: CommandModule = {
  command: 'study <file>',
  describe: 'the main job: machines, workloads and reward rules, from chip to dollar',
  builder: (yargs) => studyOptions(yargs),
  handler: async (given) => (await import('./study.js')).study(given as unknown as StudyArguments),
};
