/** Two people who talk: a bar of sound for each. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#3b5bdb"/><path d="M6 10v4M10 7v10M14 9v6M18 11v2" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>
`;
