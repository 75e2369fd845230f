// Called by Next once at the start of the server. Node's own modules stay out of this file: Next also compiles it for its edge runtime.
export const register = async () => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('./instrumentation-node')
    await boot()
  }
}
