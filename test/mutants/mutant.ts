/** One change of one file that a test should notice. */
export interface Mutant {
  /** Beside the repository's root. */
  file: string;
  name: string;
  text: string;
  /** Test files by parts of their paths; the later ones are run where the earlier ones see nothing. */
  stages: readonly (readonly string[])[];
}
