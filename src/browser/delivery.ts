/** Below this size, in bytes, servers send files as they are. */
const worthPacking = 1_024

/** What a browser tells of a file it has loaded. */
type LoadedFile = Pick<PerformanceResourceTiming, 'name' | 'decodedBodySize' | 'encodedBodySize' | 'nextHopProtocol'>

/**
 * How the server sends the app's own files, as far as the browser tells; null where it does not.
 *
 * @param files what the page has loaded
 * @param folder where the app's files are, such as `https://unread.example.com/assets/`
 */
export function deliveryOf(files: readonly LoadedFile[], folder: string): { isCompressed: boolean | null, isHttp2: boolean | null } {
  const own = files.filter(({ name }) => name.startsWith(folder))
  const large = own.filter(({ decodedBodySize }) => decodedBodySize > worthPacking)
  const known = own.filter(({ nextHopProtocol }) => nextHopProtocol.startsWith('h'))
  return {
    isCompressed: large.length === 0 ? null : large.every(({ encodedBodySize, decodedBodySize }) => encodedBodySize < decodedBodySize),
    isHttp2: known.length === 0 ? null : known.every(({ nextHopProtocol }) => !nextHopProtocol.startsWith('http/')),
  }
}

/** The files this page has loaded so far. */
export const loadedFiles = (): readonly LoadedFile[] => (
  performance.getEntriesByType('resource').filter(entry => entry instanceof PerformanceResourceTiming)
)
