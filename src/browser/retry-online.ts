/**
 * Loads a part of the app, and waits for the network where it is gone: a frame that has numbers goes on showing them. Where
 * the browser says that it is online, the part is missing for another reason, and the promise rejects with it.
 */
export function retryOnline<T>(load: () => Promise<T>): () => Promise<T> {
  return async function loadOnline(): Promise<T> {
    try {
      return await load()
    } catch (error) {
      if (navigator.onLine) throw error
      await new Promise(resolve => addEventListener('online', resolve, { once: true }))
      return loadOnline()
    }
  }
}
