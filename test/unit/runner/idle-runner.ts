import { JobRunner } from "../../../lib/runner/job-runner";

const unused = () => {
  throw new Error("An idle runner runs nothing");
};

/** A runner that runs nothing and notes what it is told, so that commands can be looked at by themselves. */
export class IdleRunner extends JobRunner {
  readonly told: string[] = [];
  /** What the job does while it is being interrupted: its step may end in an answer after all. */
  onInterrupt: (id: string) => Promise<unknown> = () => Promise.resolve();

  constructor() {
    super({
      x: {
        fetch: unused,
        now: unused,
        isOnline: unused,
        topLevelDomains: unused,
        as: unused,
      },
      capture: unused,
      convert: unused,
      drawThumbnail: unused,
      drawFilm: unused,
      exclusively: unused,
      stayAwake: unused,
      sleepUntil: unused,
      scheduleWakeUp: unused,
      watch: unused,
      showDraft: unused,
      random: unused,
      reportCrash: unused,
    });
  }

  override wakeAttachment(id: string): void {
    this.told.push(`wake attachment ${id}`);
  }

  override wakePost(id: string): void {
    this.told.push(`wake post ${id}`);
  }

  override async interruptAttachment(id: string): Promise<void> {
    this.told.push(`interrupt attachment ${id}`);
    await this.onInterrupt(id);
  }

  override async interruptPost(id: string): Promise<void> {
    this.told.push(`interrupt post ${id}`);
    await this.onInterrupt(id);
  }
}
