import type { ApiOperation, ApiReference } from '../../../../contract/reference/api-reference.ts';

/** All that pages are made from. */
export interface Site {
  reference: ApiReference;
  /** Where clients reach this server, without trailing slash. */
  publicUrl: string;
  /** How this process was named in its package. */
  version: string;
}

export const docsPath = '/docs';

export const operationPath = ({ slug }: Pick<ApiOperation, 'slug'>): string =>
  `${docsPath}/operations/${slug}`;
export const eventPath = ({ name }: { name: string }): string => `${docsPath}/events/${name}`;

/** From a page to the root, so that the server may lie below a path of its proxy. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 2) || './';
}

/** A link from one page to another. */
export const linkTo = (from: string, to: string): string => `${rootOf(from)}${to.slice(1)}`;

/** Without the remark in brackets. */
export const shortTitle = ({ summary }: { summary: string }): string => summary.replace(/ \([^)]*\)$/, '');
