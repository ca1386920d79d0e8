import type { Html } from '../html.ts';
import { authentication, baseUrls, gettingStarted } from './guide/beginning.ts';
import { endpoints } from './guide/endpoints.ts';
import { limits, support } from './guide/limits.ts';
import { transcript } from './guide/transcript.ts';
import { webhooks } from './guide/webhooks.ts';
import { idOf } from './prose.ts';
import type { Site } from './site.ts';

export interface Section {
  title: string;
  id: string;
  content(site: Site): Html;
}

/** The guide, in the order of the reference. */
export const sections: readonly Section[] = [
  { title: 'Getting Started', content: gettingStarted },
  { title: 'Base URL and OpenAPI', content: baseUrls },
  { title: 'Authentication', content: authentication },
  { title: 'Endpoint Contract', content: endpoints },
  { title: 'Transcript Endpoint', content: transcript },
  { title: 'Webhooks', content: webhooks },
  { title: 'Limits and Errors', content: limits },
  { title: 'Support', content: support },
].map((section) => ({ ...section, id: idOf(section.title) }));
