/** Where recordings are kept: under dataDir, or in a bucket of an S3-compatible store. */
export type StorageConfig = { kind: 'folder' } | ({ kind: 's3' } & S3Place);

export interface S3Place {
  bucket: string;
  /** Before every key; empty, or ended by a slash. */
  prefix: string;
  /** Null: the provider's own address for the region. */
  endpoint: string | null;
  region: string;
  /** The bucket stands in the path, not in the host name. */
  pathStyle: boolean;
  credentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
  };
}

type Env = Readonly<Record<string, string | undefined>>;

export type StorageUrlResult = { kind: 'ok'; storage: StorageConfig } | { kind: 'faults'; faults: string[] };

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const parameters = ['endpoint', 'region', 'path_style'];

/** STORAGE_URL, and the AWS_ variables that hold the key to it → where recordings are kept, or every fault. */
export function readStorage(text: string | undefined, env: Env): StorageUrlResult {
  if (text === undefined) return { kind: 'ok', storage: { kind: 'folder' } };
  const shape = 's3://bucket/prefix?endpoint=…&region=…&path_style=true';
  if (!URL.canParse(text) || new URL(text).protocol !== 's3:' || new URL(text).username !== '')
    return { kind: 'faults', faults: [`STORAGE_URL: must look like ${shape}, without a key in it`] };
  const url = new URL(text);
  const given = (name: string): string | null => url.searchParams.get(name);
  const endpoint = given('endpoint');
  const faults = [
    ...(bucketName.test(url.host) ? [] : ['STORAGE_URL: the bucket has no valid name']),
    ...[...url.searchParams.keys()]
      .filter((name) => !parameters.includes(name))
      .map((name) => `STORAGE_URL: ${name} is not known; there are ${parameters.join(', ')}`),
    ...(endpoint === null || isHttp(endpoint)
      ? []
      : ['STORAGE_URL: endpoint must be an http:// or https:// URL']),
    ...([null, 'true', 'false'].includes(given('path_style'))
      ? []
      : ['STORAGE_URL: path_style must be true or false']),
    ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
      .filter((name) => !env[name])
      .map((name) => `${name}: must be set for STORAGE_URL`),
  ];
  if (faults.length > 0) return { kind: 'faults', faults };
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  const pathStyle = given('path_style') === null ? endpoint !== null : given('path_style') === 'true';
  const place: S3Place = {
    bucket: url.host,
    prefix: prefix && `${prefix}/`,
    endpoint,
    pathStyle,
    region: given('region') ?? (env['AWS_REGION'] || 'us-east-1'),
    credentials: credentialsOf(env),
  };
  return { kind: 'ok', storage: Object.freeze({ kind: 's3', ...place }) };
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function credentialsOf(env: Env): S3Place['credentials'] {
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    ...(sessionToken ? { sessionToken } : {}),
  };
}
