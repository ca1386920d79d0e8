import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice for argon2id: 19 MiB, two passes. The defaults of the library, told so that they stay. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let dummy: Promise<string> | null = null;

/** Takes the same time where there is no hash. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await dummy), password.normalize('NFKC'));
  return passwordHash !== null && matches;
}
