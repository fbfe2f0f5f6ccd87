import Foundation

/// What runs a project every night, ready to be put in its place.
struct ScheduleText {
  private let folder, command, name: String

  init(project: String, model: String, models: String, runs: String) {
    let file = URL(filePath: project).standardizedFileURL
    folder = file.deletingLastPathComponent().path
    name = model.split(separator: "@").first.map(String.init) ?? model
    let options = [
      "-c \(file.lastPathComponent.shellText)", "--model \(model.shellText)",
      "--models \(URL(filePath: models).standardizedFileURL.path.shellText)",
      "--runs \(URL(filePath: runs).standardizedFileURL.path.shellText)",
    ]
    command = "leadscore nightly " + options.joined(separator: " ")
  }

  /// The lines for a scheduler.
  func lines(_ schedule: NightlyCommand.Schedule) -> [String] {
    switch schedule {
    case .systemd: systemd
    case .cron: cron
    case .airflow: airflow
    }
  }

  private var systemd: [String] {
    [
      "# /etc/systemd/system/leadscore-\(name).service",
      "[Unit]", "Description=Lead scores of \(name)", "Wants=network-online.target",
      "After=network-online.target", "", "[Service]", "Type=oneshot", "User=leadscore",
      "WorkingDirectory=\(folder)", "Environment=SWIFT_BACKTRACE=enable=no",
      "# A password, where one is needed, comes from a file that only this user can read.",
      "Environment=PGPASSFILE=%h/.pgpass",
      "ExecStart=/bin/sh -c '\(systemdCommand) --as-of \"$$(date -u +%%Y-%%m-%%d)\" --log-format json'",
      "# 75 is: try again later.", "Restart=on-failure", "RestartForceExitStatus=75",
      "RestartPreventExitStatus=64 65 66 77 78", "RestartSec=10min", "TimeoutStartSec=2h",
      "NoNewPrivileges=yes", "ProtectSystem=strict", "ReadWritePaths=\(folder)", "PrivateTmp=yes",
      "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "MemoryMax=2G", "LimitCORE=0", "",
      "# /etc/systemd/system/leadscore-\(name).timer",
      "[Unit]", "Description=Lead scores of \(name) every night", "", "[Timer]",
      "OnCalendar=*-*-* 04:15:00 UTC", "Persistent=true", "", "[Install]",
      "WantedBy=timers.target",
    ]
  }

  /// In a unit file, a percent sign and a dollar sign stand for something else.
  private var systemdCommand: String {
    command.replacing("%", with: "%%").replacing("$", with: "$$").replacing("'", with: "\\'")
  }

  private var cron: [String] {
    [
      "15 4 * * *  cd \(folder.shellText) && SWIFT_BACKTRACE=enable=no"
        + " \(command.replacing("%", with: "\\%")) --as-of \"$(date -u +\\%F)\""
        + " --log-format json 2>>leadscore.log"
    ]
  }

  private var airflow: [String] {
    [
      "from datetime import datetime, timedelta", "",
      "from airflow import DAG", "from airflow.operators.bash import BashOperator", "",
      "with DAG(",
      "    \"leadscore_\(name.replacing("-", with: "_"))\",",
      "    schedule=\"15 4 * * *\",",
      "    start_date=datetime(2026, 1, 1),", "    catchup=False,", "    max_active_runs=1,",
      ") as dag:", "    BashOperator(", "        task_id=\"score\",",
      "        cwd=\(folder.debugDescription),",
      "        bash_command=\((command + " --as-of {{ data_interval_end | ts }} --log-format json").debugDescription),",
      "        env={\"SWIFT_BACKTRACE\": \"enable=no\"},", "        append_env=True,",
      "        retries=3,", "        retry_delay=timedelta(minutes=10),", "    )",
    ]
  }
}

extension String {
  /// The text as one word of a shell command.
  fileprivate var shellText: String {
    let isPlain = unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789/._-@".unicodeScalars.contains($0))
    }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
