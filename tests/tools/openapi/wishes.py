"""Labelled requests for GitHub's API, in the plain words of somebody who owns a product and knows no endpoint.

Written before the ranking was. A label is the operation's id; where two serve the words equally well, both count.
"""

WISHES: dict[str, set[str]] = {
    "open an issue": {"issues/create"},
    "list the pull requests of a repository": {"pulls/list"},
    "add a label to an issue": {"issues/add-labels"},
    "close an issue": {"issues/update"},
    "leave a comment on an issue": {"issues/create-comment"},
    "show me the details of one issue": {"issues/get"},
    "find issues by words they contain": {"search/issues-and-pull-requests"},
    "who can an issue be assigned to": {"issues/list-assignees"},
    "assign somebody to an issue": {"issues/add-assignees"},
    "merge a pull request": {"pulls/merge"},
    "open a pull request": {"pulls/create"},
    "which files does a pull request change": {"pulls/list-files"},
    "ask somebody to review a pull request": {"pulls/request-reviewers"},
    "create a new repository in our organization": {"repos/create-in-org"},
    "delete a repository": {"repos/delete"},
    "fork a repository": {"repos/create-fork"},
    "what branches does the repository have": {"repos/list-branches"},
    "publish a release": {"repos/create-release"},
    "get the latest release": {"repos/get-latest-release"},
    "read the readme of a repository": {"repos/get-readme"},
    "see who contributed to a project": {"repos/list-contributors"},
    "invite a person to our organization": {"orgs/create-invitation"},
    "remove a member from the organization": {"orgs/remove-member", "orgs/remove-membership-for-user"},
    "list the members of a team": {"teams/list-members-in-org"},
    "look up a user by their name": {"users/get-by-username"},
    "star a repository for me": {"activity/star-repo-for-authenticated-user"},
    "start a workflow by hand": {"actions/create-workflow-dispatch"},
    "cancel a running workflow": {"actions/cancel-workflow-run"},
    "add a milestone": {"issues/create-milestone"},
    "tell me my unread notifications": {"activity/list-notifications-for-authenticated-user"},
}
