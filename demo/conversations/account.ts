import type { Role } from '../../src/domain/sessions/roles.ts';

export interface DemoUser {
  name: string;
  role: Role;
  email: string;
  departmentName: string;
}

export interface DemoAccount {
  name: string;
  brandName: string;
  users: DemoUser[];
  teams: { name: string; memberEmails: string[] }[];
  departments: { name: string }[];
}

const erik = { ...user('Erik Lindstrom', 'erik.lindstrom', 'B2B Sales'), role: 'owner' } as const;
const sofia = user('Sofia Marin', 'sofia.marin', 'B2B Sales');
const lucas = user('Lucas Fournier', 'lucas.fournier', 'B2B Sales');
const daniel = user('Daniel Okafor', 'daniel.okafor', 'Support');
const hannah = { ...user('Hannah Weiss', 'hannah.weiss', 'Customer Success'), role: 'manager' } as const;
const priya = user('Priya Nair', 'priya.nair', 'Customer Success');

/** The invented company whose conversations the demo shows. */
export const demoAccount: DemoAccount = {
  name: 'Northwind Logistics Software',
  brandName: 'Northwind Logistics Software',
  users: [erik, sofia, lucas, daniel, hannah, priya],
  teams: [
    { name: 'Nordic Sales', memberEmails: [erik.email, sofia.email, lucas.email] },
    { name: 'Customer Care', memberEmails: [daniel.email, hannah.email, priya.email] },
  ],
  departments: [{ name: 'B2B Sales' }, { name: 'Customer Success' }, { name: 'Support' }],
};

export const salesUsers = [erik, sofia, lucas] as const;
export const supportUsers = [daniel] as const;
export const successUsers = [hannah, priya] as const;

function user(name: string, mailbox: string, departmentName: string): DemoUser {
  return { name, role: 'member', email: `${mailbox}@northwind-logistics.example`, departmentName };
}
