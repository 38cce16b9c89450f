//! The report in a real browser. Only with `PARALLAX_BROWSER=chromium` (or its path): few machines have one.

use std::process::Command;

use super::harness::Scratch;

/// What a page says of itself, as the script at its end writes it into the title.
const ASK: &str = r"<script>
const tell = [];
const svg = document.querySelector('svg');
const selection = getSelection();
selection.selectAllChildren(svg);
tell.push('selected=' + selection.toString().includes('Who is quoted'));
selection.selectAllChildren(document.querySelector('blockquote'));
tell.push('quote=' + (selection.toString().length > 10));
tell.push('wide=' + (document.documentElement.scrollWidth > document.documentElement.clientWidth));
tell.push('unnamed=' + [...document.querySelectorAll('svg')].filter(s => !s.querySelector('title')).length);
tell.push('headless=' + [...document.querySelectorAll('table')].filter(t => !t.querySelector('th[scope=col]')).length);
tell.push('dead=' + [...document.querySelectorAll('a')].filter(a => !document.querySelector(a.hash)).length);
document.title = tell.join(' ');
</script>";

fn browser(scratch: &Scratch, args: &[&str]) -> Option<Vec<u8>> {
    let program = std::env::var_os("PARALLAX_BROWSER")?;
    let fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-pdf-header-footer"];
    let output = Command::new(program).args(fixed).args(args).env("HOME", scratch.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

#[test]
fn a_browser_opens_selects_narrows_and_prints_the_report() {
    if std::env::var_os("PARALLAX_BROWSER").is_none() {
        println!("skipped: PARALLAX_BROWSER names no browser");
        return;
    }
    let scratch = Scratch::new();
    assert!(scratch.run(&["report", "-o", "report.html"]).status.success());
    let page = std::fs::read_to_string(scratch.path().join("report.html")).unwrap();
    let asked = page.replace("</body>", &format!("{ASK}</body>"));
    scratch.file("asked.html", &asked);
    let frame = "<iframe src=\"asked.html\" style=\"width:390px;height:800px\" onload=\"document.title = \
                 this.contentDocument.title\"></iframe>";
    scratch.file("narrow.html", frame);
    let address = |name: &str| format!("file://{}", scratch.path().join(name).display());
    for name in ["asked.html", "narrow.html"] {
        let args = ["--allow-file-access-from-files", "--dump-dom", &address(name)];
        let dom = String::from_utf8(browser(&scratch, &args).unwrap()).unwrap();
        let title = dom.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        assert_eq!(title, "selected=true quote=true wide=false unnamed=0 headless=0 dead=0", "{name}");
    }
    let pdf = scratch.path().join("report.pdf");
    browser(&scratch, &[&format!("--print-to-pdf={}", pdf.display()), &address("report.html")]);
    let printed = std::fs::read(&pdf).unwrap();
    assert!(printed.starts_with(b"%PDF") && printed.len() > 50_000, "{} bytes", printed.len());
}
