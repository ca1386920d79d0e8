import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkProvider } from '../engines/providers/check-provider.ts';
import type { AnalyserSettings, RecogniserSettings } from '../engines/providers/provider-config.ts';
import { findDiarisationModels } from '../engines/speech/embedded/diarisation-models.ts';
import { checkParts } from '../engines/speech/embedded/parts.ts';
import { faultSentence } from '../intake/sentences/fault-sentence.ts';
import type { Config } from '../server/config.ts';
import { type Finding, verdict } from './finding.ts';

/** The parts that hear: recogniser, models of the user's own, FFmpeg, and the providers that are configured. */
export async function speechFindings({ dataDir, providers }: Config): Promise<Finding[]> {
  const http = [...providers.recognisers, ...providers.analysers];
  return [
    await recogniser(),
    await diarisation(path.join(dataDir, 'models')),
    ffmpeg(),
    ...(await Promise.all(http.map(providerFinding))),
  ];
}

async function providerFinding(provider: RecogniserSettings | AnalyserSettings): Promise<Finding> {
  const check = await checkProvider(provider);
  const name = `provider ${provider.name}`;
  if (check.kind === 'failed') {
    const remedy = 'Start it, or correct url or key_env in the providers file.';
    return verdict(name, false, faultSentence(check), remedy);
  }
  const { host, unlistedModel } = check;
  const unlisted = unlistedModel === null ? '' : `, but does not list the model "${unlistedModel}"`;
  return verdict(name, true, `${host} answers${unlisted}`, '');
}

async function recogniser(): Promise<Finding> {
  const check = await checkParts();
  const detail =
    check.kind === 'complete' ? 'the English recogniser is installed and whole' : faultSentence(check.part);
  return verdict('speech', check.kind === 'complete', detail, 'Run "npm ci" in the program\'s folder.');
}

async function diarisation(folder: string): Promise<Finding> {
  const models = await findDiarisationModels(folder);
  if (models.kind === 'found') {
    const names = [models.files.segmentation, ...models.files.embeddings].map((file) => path.basename(file));
    return verdict('speakers', true, `models of your own: ${names.join(', ')}`, '');
  }
  if (models.kind === 'absent') return verdict('speakers', true, 'voices are told apart without models', '');
  return verdict('speakers', false, models.message, 'See docs/recordings.md, or empty that folder.');
}

/** Not needed for any format of the README: its absence is no fault. */
function ffmpeg(): Finding {
  const { status, stdout } = spawnSync('ffmpeg', ['-version'], { encoding: 'utf8' });
  const detail =
    status === 0
      ? (stdout.split('\n')[0] ?? '')
      : 'not installed; it would read rare formats such as AIFF and AMR';
  return verdict('ffmpeg', true, detail, '');
}
