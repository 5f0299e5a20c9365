import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Below this size, in bytes, packing saves no packet. */
const smallest = 512

const packers: readonly (readonly [ending: string, pack: (content: Buffer) => Promise<Buffer>])[] = [
  ['gz', content => promisify(gzip)(content, { level: 9 })],
  ['br', content => promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  })],
]

/** Puts `NAME.gz` and `NAME.br` beside every text file of a folder that is worth it, each at its best level. */
export async function precompressFolder(folder: string, files: readonly string[]): Promise<void> {
  await Promise.all(files.filter(file => /\.(?:js|css|html|svg|txt)$/.test(file)).map(async (file) => {
    const content = await readFile(join(folder, file))
    if (content.length < smallest) return
    await Promise.all(packers.map(async ([ending, pack]) => {
      const packed = await pack(content)
      if (packed.length < content.length) await writeFile(join(folder, `${file}.${ending}`), packed)
    }))
  }))
}

/**
 * What the build consists of, in the format of `sha256sum`: for `npm run verify`, and for deploy/update.sh, which has to
 * know the files of the release before.
 */
async function listFiles(folder: string, files: readonly string[]): Promise<string> {
  const lines = await Promise.all(files.map(async (file) => {
    const hash = createHash('sha256').update(await readFile(join(folder, file))).digest('hex')
    return `${hash}  ${file}\n`
  }))
  return lines.join('')
}

/** Ends a build with packed files, for servers that send them as they are, and a list of all files in `files.txt`. */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'unread:precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler(error) {
        if (error !== undefined) return
        const entries = await readdir(folder, { recursive: true, withFileTypes: true })
        const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
        await precompressFolder(folder, files)
        await writeFile(join(folder, 'files.txt'), await listFiles(folder, files))
      },
    },
  }
}
