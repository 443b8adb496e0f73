declare module "addons-linter" {
  const linter: {
    createInstance(options: { config: Record<string, unknown>; runAsBinary: boolean }): {
      run(): Promise<unknown>;
    };
  };
  export default linter;
}
