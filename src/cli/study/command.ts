import type { CommandModule } from 'yargs';
import { type StudyArguments, studyOptions } from './options.js';

export const studyCommand: CommandModule = {
  command: 'study [file]',
  describe: 'the main job: run a study, from chip to dollar: machines, workloads, designs and reward rules',
  builder: (yargs) => studyOptions(yargs),
  handler: async (given) => (await import('./study.js')).study(given as unknown as StudyArguments),
};
