import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The first of these programs that is there: a name is looked for on the PATH, a path is taken as it is.
 *
 * @param {...(string | undefined)} programs
 * @returns {string | undefined} its path
 */
export function findProgram(...programs) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = programs.filter(program => program !== undefined && program !== '')
    .flatMap(program => (/[\\/]/.test(program) ? [program] : folders.map(folder => join(folder, program))))
  return candidates.find(path => existsSync(path))
}
