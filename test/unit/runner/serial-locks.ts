/** Web Locks for one process: tasks under the same name run one after another. */
export function serialLocks(): <T>(name: string, task: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, task) => {
    const result = (tails.get(name) ?? Promise.resolve()).then(task);
    tails.set(
      name,
      result.catch(() => "the next task runs all the same"),
    );
    return result;
  };
}
