import type { Plant } from './plants.ts';

const stages = [['test/domain/audit']];

/** In the audit log. */
export const auditPlants: readonly Plant[] = [
  {
    why: 'a changed entry is taken for what was written',
    within: 'src/domain/audit',
    find: 'return made.equals(hash) && ',
    replace: 'return made.length > 0 && ',
    stages,
  },
  {
    why: 'a log that was cut off is whole',
    within: 'src/domain/audit',
    find: 'if (last.sequence < Math.max(head?.sequence ?? 0, kept?.sequence ?? 0))',
    replace: 'if (last.sequence < 0)',
    stages,
  },
  {
    why: 'a log that was written anew is the same',
    within: 'src/domain/audit',
    find: 'known?.sequence === sequence && known.hash !== ',
    replace: 'known?.sequence === sequence && null === ',
    stages,
  },
  {
    why: 'an entry may be changed',
    within: 'src/db/migrations',
    find: 'before update or delete or truncate on audit_entry',
    replace: 'before truncate on audit_entry',
    stages,
  },
];
