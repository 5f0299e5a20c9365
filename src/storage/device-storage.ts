/** Uses what this device keeps for the app; null where it is denied to a third-party frame, or full. */
export function withStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(localStorage)
  } catch {
    return null
  }
}
