import linter from "addons-linter";
import { join } from "node:path";

/** What the linter says about a package, as far as it is read here. */
interface LintReport {
  readonly errors: readonly LintMessage[];
  readonly warnings: readonly LintMessage[];
  readonly notices: readonly LintMessage[];
}

/** One finding of the linter. */
export interface LintMessage {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

/**
 * The linter takes the oldest Firefox of the desktop for that of Android, too, where one key is younger
 * (`data_collection_permissions`, 142). The extension is not offered there: it names no `gecko_android`.
 */
const OF_ANDROID = ["KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION"];

/** Runs Mozilla's linter, the one behind `web-ext lint` and the store, over a folder or a zip. */
export async function lintFirefox(path: string): Promise<readonly LintMessage[]> {
  const instance = linter.createInstance({
    config: {
      _: [path],
      logLevel: "fatal",
      output: "none",
      stack: false,
      pretty: false,
      boring: true,
      metadata: false,
      selfHosted: false,
      warningsAsErrors: false,
    },
    runAsBinary: false,
  });
  const report = (await instance.run()) as LintReport;
  return [...report.errors, ...report.warnings, ...report.notices].filter(
    ({ code }) => !OF_ANDROID.includes(code),
  );
}

if (process.argv[1] === import.meta.filename) {
  const findings = await lintFirefox(join(import.meta.dirname, "../../.output/firefox-mv3"));
  for (const { code, message, file, line } of findings) {
    console.error(`${file ?? "package"}:${line ?? 0} ${code}: ${message}`);
  }
  console.error(`${findings.length} errors, warnings and notices`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
